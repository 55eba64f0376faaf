package dev.midstream.cli.terminal;

/**
 * Watches work on a number of images. Methods are called from the threads that do the work and
 * return quickly.
 */
public interface Progress {
    /** Watches nothing. */
    Progress NONE =
            new Progress() {
                @Override
                public void started(long images) {}

                @Override
                public void done(long images) {}
            };

    /** The work begins, on this many images. */
    void started(long images);

    /** This many images are done since the start. */
    void done(long images);
}
