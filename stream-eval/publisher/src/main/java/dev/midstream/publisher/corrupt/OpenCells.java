package dev.midstream.publisher.corrupt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of some corruptions that are written together, so that an image is read once for all.
 */
final class OpenCells implements AutoCloseable {

    private final Map<String, CellFiles> files = new LinkedHashMap<>();

    private OpenCells() {}

    /** Starts to write corruptions, each from its beginning. */
    static OpenCells start(CorruptPlan plan, List<String> corruptions) throws IOException {
        OpenCells cells = new OpenCells();
        try {
            for (String corruption : corruptions) {
                cells.files.put(corruption, plan.output().layout().start(plan, corruption));
            }
            return cells;
        } catch (IOException e) {
            try {
                cells.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** The files by corruption. */
    Map<String, CellFiles> files() {
        return files;
    }

    /** Gives the files their names, and notes each corruption. */
    void finish(Manifest manifest) throws IOException {
        for (Map.Entry<String, CellFiles> cell : files.entrySet()) {
            manifest.add(cell.getKey(), cell.getValue().finish());
        }
    }

    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (CellFiles cell : files.values()) {
            try {
                cell.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
