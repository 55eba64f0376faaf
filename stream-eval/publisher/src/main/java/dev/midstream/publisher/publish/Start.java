package dev.midstream.publisher.publish;

/** Whether the topic may have records of the run already. */
public enum Start {
    /** It has none: everything is sent. */
    NEW,
    /** It may have some, because the run was interrupted: what it lacks is sent. */
    RESUMED
}
