package dev.midstream.trainer.evaluate;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a line of CSV (RFC 4180) for every image, condition and point. */
final class PredictionsCsv implements OutcomeSink {
    private static final String HEADER =
            "imageId,point,corruption,severity,label,predicted,confidence\r\n";

    private final BufferedWriter writer;
    private final TestPlan plan;
    private final List<String> columns;

    PredictionsCsv(Path file, TestPlan plan, List<String> columns) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        this.plan = plan;
        this.columns = columns;
        writer.write(HEADER);
    }

    @Override
    public void accept(ChunkOutcomes outcomes) throws IOException {
        Chunk chunk = outcomes.chunk();
        for (int i = 0; i < chunk.size(); i++) {
            int index = chunk.first() + i;
            for (int column = 0; column < columns.size(); column++) {
                Outcome outcome = outcomes.observed().get(column).get(i);
                writer.write(
                        String.join(
                                ",",
                                quoted(plan.images().imageId(index)),
                                columns.get(column),
                                chunk.condition().corruption(),
                                Integer.toString(chunk.condition().severity()),
                                Integer.toString(plan.observedLabel(index)),
                                Integer.toString(outcome.predicted()),
                                Float.toString(outcome.confidence())));
                writer.write("\r\n");
            }
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
