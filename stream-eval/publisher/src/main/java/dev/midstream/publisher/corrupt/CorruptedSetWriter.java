package dev.midstream.publisher.corrupt;

import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.FileFailures;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ReadableImages;
import dev.midstream.images.dataset.UnreadableImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a corrupted data set, one corruption after the other, each on all cores. Memory does not
 * grow with the set: every core has one image at a time. Corruptions that an earlier command
 * finished are kept.
 */
final class CorruptedSetWriter {

    private static final int BLOCK = 16;

    private final CorruptPlan plan;
    private final Progress progress;
    private final int cores;
    private final AtomicLong written = new AtomicLong();

    CorruptedSetWriter(CorruptPlan plan, Progress progress, int cores) {
        this.plan = plan;
        this.progress = progress;
        this.cores = cores;
    }

    /**
     * Writes what is missing.
     *
     * @return number of images written
     * @throws DatasetException if images cannot be read, before anything is written where they are
     *     not in memory
     * @throws IOException if a file cannot be written or read, with a message for the user
     */
    long write() throws DatasetException, IOException, InterruptedException {
        Manifest manifest = Manifest.open(plan);
        List<String> missing = new ArrayList<>();
        for (String corruption : plan.corruptions()) {
            if (!manifest.isDone(corruption)) {
                missing.add(corruption);
            }
        }
        if (!missing.isEmpty() && !plan.images().inMemory()) {
            ReadableImages.require(plan.images());
        }
        manifest.save();
        progress.started(missing.size() * plan.imagesPerCorruption());
        if (plan.output().layout() == Layout.CIFAR_C && plan.images().labelled()) {
            LabelsFile.write(plan);
        }
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            for (String corruption : missing) {
                try (CellFiles files = plan.output().layout().start(plan, corruption)) {
                    corrupt(corruption, files, workers);
                    manifest.add(corruption, files.finish());
                }
            }
        } finally {
            workers.shutdownNow();
        }
        return written.get();
    }

    private void corrupt(String corruption, CellFiles files, ExecutorService workers)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
            running.add(
                    workers.submit(
                            () -> {
                                boolean done = false;
                                try {
                                    work(corruption, files, next, stopped);
                                    done = true;
                                } finally {
                                    if (!done) {
                                        stopped.set(true);
                                    }
                                }
                                return null;
                            }));
        }
        Optional<Throwable> failure = firstFailure(running, stopped);
        if (failure.isPresent()) {
            throw failure(corruption, failure.get());
        }
    }

    /** Waits for all workers, also where one fails: files must not be closed under the others. */
    private static Optional<Throwable> firstFailure(List<Future<?>> running, AtomicBoolean stopped)
            throws InterruptedException {
        Optional<Throwable> failure = Optional.empty();
        boolean interrupted = false;
        for (Future<?> worker : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    worker.get();
                    ended = true;
                } catch (ExecutionException e) {
                    ended = true;
                    failure =
                            failure.or(() -> Optional.of(e.getCause() == null ? e : e.getCause()));
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped.set(true);
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException("Corrupting was interrupted.");
        }
        return failure;
    }

    private void work(String corruption, CellFiles files, AtomicInteger next, AtomicBoolean stopped)
            throws IOException {
        int size = plan.images().size();
        for (int first = next.getAndAdd(BLOCK);
                first < size && first >= 0;
                first = next.getAndAdd(BLOCK)) {
            for (int i = first; i < Math.min(size, first + BLOCK); i++) {
                if (stopped.get()) {
                    return;
                }
                Image image = plan.images().image(i);
                String id = plan.images().imageId(i);
                for (int k = 0; k < plan.severities().size(); k++) {
                    Condition condition = new Condition(corruption, plan.severities().get(k));
                    files.write(i, k, plan.corruptor().apply(image, id, condition));
                }
                progress.done(written.addAndGet(plan.severities().size()));
            }
        }
    }

    private IOException failure(String corruption, Throwable cause) {
        if (cause instanceof UnreadableImageException) {
            return new IOException(cause.getMessage(), cause);
        }
        return new IOException(
                "Cannot write "
                        + plan.output().of(corruption)
                        + ": "
                        + FileFailures.reason(cause)
                        + ". Repeat the command to continue.",
                cause);
    }
}
