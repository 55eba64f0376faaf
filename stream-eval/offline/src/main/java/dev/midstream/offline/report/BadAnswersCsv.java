package dev.midstream.offline.report;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.run.BadAnswer;
import dev.midstream.offline.run.Chunk;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.ScoredChunk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a line of CSV (RFC 4180) for every answer that cannot be judged. */
public final class BadAnswersCsv implements ChunkSink {

    private static final String HEADER = "imageId,model,corruption,severity,reason\r\n";

    private final BufferedWriter writer;
    private final TestPlan plan;
    private final List<EvaluatedModel> models;

    public BadAnswersCsv(Path file, TestPlan plan, List<EvaluatedModel> models) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        this.plan = plan;
        this.models = models;
        writer.write(HEADER);
    }

    @Override
    public void accept(ScoredChunk scored) throws IOException {
        Chunk chunk = scored.chunk();
        for (BadAnswer bad : scored.bad()) {
            writer.write(
                    String.join(
                            ",",
                            CsvText.field(
                                    plan.images()
                                            .imageId(plan.imageOf(chunk.items().get(bad.image())))),
                            CsvText.field(models.get(bad.model()).modelId()),
                            CsvText.field(chunk.condition().corruption()),
                            Integer.toString(chunk.condition().severity()),
                            CsvText.field(bad.reason())));
            writer.write("\r\n");
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
