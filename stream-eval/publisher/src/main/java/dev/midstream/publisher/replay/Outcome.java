package dev.midstream.publisher.replay;

/** What becomes of a dead letter that a replay selects. */
enum Outcome {
    /** Its record is on its topic again, or would be. */
    SENT,
    /** An earlier replay has sent its record. */
    SENT_BEFORE,
    /** Another letter is about the same record. */
    REPEATED,
    /** It was written without its record, which its topic no longer has. */
    NO_RECORD,
    /** The partition that its record was in does not exist. */
    NO_PARTITION
}
