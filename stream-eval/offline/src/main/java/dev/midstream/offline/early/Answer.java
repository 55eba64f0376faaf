package dev.midstream.offline.early;

/** What is known of a question. */
public enum Answer {
    YES,
    NO,
    OPEN
}
