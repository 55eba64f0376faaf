package dev.midstream.publisher;

/** Watches a run. Methods are called from the run's threads and must return quickly. */
public interface PublishProgress {

    /** Watches nothing. */
    PublishProgress NONE =
            new PublishProgress() {
                @Override
                public void started(long records) {}

                @Override
                public void acknowledged(long records) {}
            };

    /** The run is about to send this many records. */
    void started(long records);

    /** This many records have been acknowledged since the start. */
    void acknowledged(long records);
}
