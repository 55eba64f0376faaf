package dev.midstream.offline.run;

import dev.midstream.cli.terminal.ConsoleProgress;

/** Shows the progress of an evaluation. */
public final class EvaluationProgress implements ChunkSink {
    private final ConsoleProgress progress;
    private long scored;

    /** The progress of an evaluation that scores this many images. */
    public EvaluationProgress(long images, ConsoleProgress progress) {
        this.progress = progress;
        progress.started(images);
    }

    @Override
    public void accept(ScoredChunk chunk) {
        scored += chunk.chunk().size();
        progress.done(scored);
    }

    @Override
    public void close() {
        progress.close();
    }
}
