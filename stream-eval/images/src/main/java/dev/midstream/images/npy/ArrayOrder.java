package dev.midstream.images.npy;

/** The order of the elements of an array in a file. */
public enum ArrayOrder {
    /** The last index changes fastest (C order). */
    ROW_MAJOR,
    /** The first index changes fastest (Fortran order). */
    COLUMN_MAJOR
}
