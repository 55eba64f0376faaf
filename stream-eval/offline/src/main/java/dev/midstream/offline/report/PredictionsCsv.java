package dev.midstream.offline.report;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.run.Chunk;
import dev.midstream.offline.run.ChunkOutcomes;
import dev.midstream.offline.run.ChunkSink;
import dev.midstream.offline.run.ScoredChunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Writes a line of CSV (RFC 4180) for every image, condition, model and column whose answer can be
 * judged. Label and predicted class are indexes among the model's classes; their names are those of
 * the data set.
 */
public final class PredictionsCsv implements ChunkSink {
    private static final String HEADER =
            "imageId,model,point,corruption,severity,label,predicted,confidence,class,predictedClass\r\n";

    private final OutputFile output;
    private final TestPlan plan;
    private final List<EvaluatedModel> models;

    public PredictionsCsv(Path file, TestPlan plan, List<EvaluatedModel> models)
            throws IOException {
        this.output = OutputFile.open(file);
        this.plan = plan;
        this.models = models;
        output.append(HEADER);
    }

    @Override
    public void accept(ScoredChunk scored) throws IOException {
        Chunk chunk = scored.chunk();
        int[] next = new int[models.size()];
        for (int i = 0; i < chunk.size(); i++) {
            for (int model = 0; model < models.size(); model++) {
                ChunkOutcomes outcomes = scored.outcomes().get(model);
                if (next[model] < outcomes.answered().size()
                        && outcomes.answered().get(next[model]) == i) {
                    write(chunk, i, models.get(model), outcomes.outcomes(), next[model]++);
                }
            }
        }
    }

    private void write(
            Chunk chunk,
            int image,
            EvaluatedModel model,
            List<List<Outcome>> outcomes,
            int answered)
            throws IOException {
        for (int column = 0; column < outcomes.size(); column++) {
            write(chunk, image, model, column, outcomes.get(column).get(answered));
        }
    }

    private void write(Chunk chunk, int image, EvaluatedModel model, int column, Outcome outcome)
            throws IOException {
        int index = plan.imageOf(chunk.items().get(image));
        int label = plan.observedLabel(index);
        ClassMapping mapping = model.mapping();
        output.append(
                String.join(
                        ",",
                        CsvText.field(plan.images().imageId(index)),
                        CsvText.field(model.modelId()),
                        CsvText.field(model.columns().get(column).name()),
                        CsvText.field(chunk.condition().corruption()),
                        Integer.toString(chunk.condition().severity()),
                        Integer.toString(mapping.modelClass(mapping.position(label))),
                        Integer.toString(mapping.modelClass(outcome.predicted())),
                        Float.toString(outcome.confidence()),
                        CsvText.field(plan.images().classes().get(label)),
                        CsvText.field(predictedClass(model, outcome.predicted()))));
        output.append("\r\n");
    }

    /** By the name that the data set has for it, if it has one. */
    private String predictedClass(EvaluatedModel model, int position) {
        OptionalInt label = model.mapping().label(position);
        return label.isPresent() && label.getAsInt() < plan.images().classes().size()
                ? plan.images().classes().get(label.getAsInt())
                : model.manifest().getClasses().get(model.mapping().modelClass(position));
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
