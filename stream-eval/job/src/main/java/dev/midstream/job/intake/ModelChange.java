package dev.midstream.job.intake;

/**
 * An announcement of a model.
 *
 * @param model the model directory that is meant: a path or URI; to drop one, its id will do too
 * @param sequence announcements with a lower number came before
 * @param record where the announcement was read
 */
public record ModelChange(Action action, String model, long sequence, ConsumedRecord record) {
    /** What is asked. */
    public enum Action {
        ADD,
        DROP
    }
}
