package dev.midstream.offline.report;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.run.BadAnswer;
import dev.midstream.offline.run.Chunk;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.ScoredChunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a line of CSV (RFC 4180) for every answer that cannot be judged. */
public final class BadAnswersCsv implements ChunkSink {

    private static final String HEADER = "imageId,model,corruption,severity,reason\r\n";

    private final OutputFile output;
    private final TestPlan plan;
    private final List<EvaluatedModel> models;

    public BadAnswersCsv(Path file, TestPlan plan, List<EvaluatedModel> models) throws IOException {
        this.output = OutputFile.open(file);
        this.plan = plan;
        this.models = models;
        output.append(HEADER);
    }

    @Override
    public void accept(ScoredChunk scored) throws IOException {
        Chunk chunk = scored.chunk();
        for (BadAnswer bad : scored.bad()) {
            output.append(
                    String.join(
                            ",",
                            CsvText.field(
                                    plan.images()
                                            .imageId(plan.imageOf(chunk.items().get(bad.image())))),
                            CsvText.field(models.get(bad.model()).modelId()),
                            CsvText.field(chunk.condition().corruption()),
                            Integer.toString(chunk.condition().severity()),
                            CsvText.field(bad.reason())));
            output.append("\r\n");
        }
    }

    @Override
    public void complete() throws IOException {
        output.complete();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
