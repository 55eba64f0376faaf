package dev.midstream.trainer.graph.images;

/** Where a graph has its images from. */
public enum ImageSource {
    /** Every batch is fed as bytes, which become numbers on the device. */
    FED,
    /** All images are in the memory of the device, and a batch is crop windows in them. */
    RESIDENT
}
