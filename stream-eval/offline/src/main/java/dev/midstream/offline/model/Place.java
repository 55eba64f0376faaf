package dev.midstream.offline.model;

/** Column {@code column} of model {@code model}, as indices. */
public record Place(int model, int column) {}
