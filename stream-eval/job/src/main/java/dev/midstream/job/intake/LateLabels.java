package dev.midstream.job.intake;

/** What becomes of images without a label. */
public enum LateLabels {
    /** They are scored, and their label is waited for. */
    AWAITED,
    /** They cannot be used. */
    REFUSED
}
