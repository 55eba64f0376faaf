package dev.midstream.job.intake;

/** Why a record cannot be used, for counting. */
public enum Fault {
    /** The record has no value. */
    NO_VALUE,
    /** The value is not a TestImage. */
    MALFORMED,
    /** The record was written with a schema that this version of the job does not know. */
    UNKNOWN_SCHEMA,
    /** A text is blank or too long, or corruption and severity contradict each other. */
    INVALID_FIELD,
    /** The severity is not 0 to 5. */
    INVALID_SEVERITY,
    /** The time of publication is too far ahead of the present. */
    FUTURE_TIME,
    /** The image has other dimensions than the model's input. */
    WRONG_SHAPE,
    /** Raw pixels are more or fewer than the dimensions say. */
    WRONG_LENGTH,
    /** The PNG or JPEG cannot be decoded. */
    UNREADABLE_IMAGE,
    /** There is no label. */
    NO_LABEL,
    /** A label is not one of the model's classes. */
    INVALID_LABEL,
    /** The class that a label names is none of the model's that count. */
    UNKNOWN_CLASS,
    /** A point of a model answered an image with a logit that is not a finite number. */
    NON_FINITE_LOGITS,
    /** A model cannot score an image, though it can score others. */
    SCORING_FAILED,
    /** An announced model does not lie where the job takes models from. */
    MODEL_NOT_ALLOWED,
    /** An announced model cannot be loaded, or does not fit the running ones. */
    UNUSABLE_MODEL
}
