package dev.midstream.job.metric;

import dev.midstream.Prediction;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.TopicFormat;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.Outcome;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Emits a prediction for each judged point of an image, with the image's id as the key of the
 * message.
 */
public final class Predictions extends RichFlatMapFunction<ScoredImage, KafkaMessage> {
    /** Whether predictions include the probabilities of all classes. */
    public enum Probabilities {
        INCLUDED,
        /** Predictions only have the probability of the predicted class, the confidence. */
        EXCLUDED
    }

    private static final long serialVersionUID = 1L;

    private final TopicFormat format;
    private final Probabilities probabilities;
    private final LabelClasses classes;

    private transient AvroWire<Prediction> wire;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public Predictions(TopicFormat format, Probabilities probabilities, LabelClasses classes) {
        this.format = format;
        this.probabilities = probabilities;
        this.classes = classes;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        wire = format.writer(Prediction.class);
    }

    @Override
    public void flatMap(ScoredImage image, Collector<KafkaMessage> out) {
        ImageContext context = image.context();
        boolean labelled = context.label() != ImageContext.NO_LABEL;
        JudgedAnswers answers = new JudgedAnswers(image.answers());
        // Class and confidence do not depend on the label, which may arrive later.
        answers.judge(labelled ? context.label() : classes.first());
        byte[] key = context.imageId().getBytes(StandardCharsets.UTF_8);
        for (int model = 0; model < answers.models(); model++) {
            List<JudgedPoint> judged = answers.panel(model).judged();
            ClassMapping mapping = answers.panel(model).mapping();
            for (int point = 0; point < judged.size(); point++) {
                Outcome outcome = answers.outcome(model, point);
                Prediction prediction =
                        Prediction.newBuilder()
                                .setRunId(context.runId())
                                .setImageId(context.imageId())
                                .setModelId(answers.panel(model).modelId())
                                .setPointId(judged.get(point).pointId())
                                .setCorruption(context.corruption())
                                .setSeverity(context.severity())
                                .setLabel(labelled ? label(mapping, context.label()) : null)
                                .setClassName(labelled ? classes.name(context.label()) : null)
                                .setPredicted(mapping.modelClass(outcome.predicted()))
                                .setPredictedClassName(name(mapping, outcome.predicted()))
                                .setConfidence(outcome.confidence())
                                .setProbabilities(
                                        probabilities == Probabilities.INCLUDED
                                                ? probabilities(answers, model, point)
                                                : null)
                                .build();
                out.collect(new KafkaMessage(key, wire.encode(prediction)));
            }
        }
    }

    private static Integer label(ClassMapping mapping, int label) {
        return mapping.modelClass(mapping.position(label));
    }

    /** Every model has the classes of the labels, so that each has a name among them. */
    private @Nullable String name(ClassMapping mapping, int position) {
        OptionalInt label = mapping.label(position);
        return label.isPresent() ? classes.name(label.getAsInt()) : null;
    }

    private static List<Float> probabilities(JudgedAnswers answers, int model, int point) {
        double[] probabilities = new double[answers.panel(model).classes()];
        answers.writeProbabilities(model, point, probabilities);
        List<Float> list = new ArrayList<>(probabilities.length);
        for (double probability : probabilities) {
            list.add((float) probability);
        }
        return list;
    }
}
