package dev.midstream.offline.early;

/** How one column did on one image under one condition. */
public enum Hit {
    RIGHT,
    WRONG,
    /** It gave no answer that can be judged. */
    UNANSWERED
}
