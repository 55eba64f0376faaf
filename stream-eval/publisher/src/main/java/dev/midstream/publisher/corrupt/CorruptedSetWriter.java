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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a corrupted data set on all cores, one corruption after the other; where images are read
 * from disk a few together, so that an image is decoded once for all of them. Memory does not grow
 * with the set: every core has one image at a time. Corruptions that an earlier command finished
 * are kept.
 */
final class CorruptedSetWriter {

    private static final int BLOCK = 16;

    /** Corruptions that share decoded images; as many are begun anew after an interruption. */
    private static final int TOGETHER = 5;

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
            int together = plan.images().inMemory() ? 1 : TOGETHER;
            for (int first = 0; first < missing.size(); first += together) {
                List<String> group =
                        missing.subList(first, Math.min(missing.size(), first + together));
                try (OpenCells cells = OpenCells.start(plan, group)) {
                    corrupt(cells, workers);
                    cells.finish(manifest);
                }
            }
        } finally {
            workers.shutdownNow();
        }
        return written.get();
    }

    private void corrupt(OpenCells cells, ExecutorService workers)
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
                                    work(cells, next, stopped);
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
            throw failure(failure.get());
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

    private void work(OpenCells cells, AtomicInteger next, AtomicBoolean stopped)
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
                for (Map.Entry<String, CellFiles> cell : cells.files().entrySet()) {
                    write(cell.getKey(), cell.getValue(), i, image, id);
                }
            }
        }
    }

    private void write(String corruption, CellFiles files, int index, Image image, String id)
            throws IOException {
        try {
            for (int k = 0; k < plan.severities().size(); k++) {
                Condition condition = new Condition(corruption, plan.severities().get(k));
                files.write(index, k, plan.corruptor().apply(image, id, condition));
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Cannot write "
                            + plan.output().of(corruption)
                            + ": "
                            + FileFailures.reason(e)
                            + ". Repeat the command to continue.",
                    e);
        }
        progress.done(written.addAndGet(plan.severities().size()));
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof UnreadableImageException) {
            return new IOException(cause.getMessage(), cause);
        }
        return cause instanceof IOException failure
                ? failure
                : new IOException(
                        "Cannot corrupt images: "
                                + FileFailures.reason(cause)
                                + ". Repeat the command to continue.",
                        cause);
    }
}
