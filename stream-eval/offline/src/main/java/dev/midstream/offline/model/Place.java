package dev.midstream.offline.early;

/** Column {@code column} of model {@code model}, as indices. */
public record Place(int model, int column) {}
