package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.Prediction;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.TopicFormat;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class PredictionsTest {
    private static final float EQUAL = (float) (1 / (1 + Math.exp(-2)));
    private static final float OTHER = (float) (1 / (1 + Math.exp(2)));

    @Test
    void flatMap_pointsAndEnsemble_aPredictionEach() throws Exception {
        List<Prediction> predictions = predictions(1, Probabilities.EXCLUDED);

        assertThat(predictions)
                .extracting(
                        Prediction::getModelId,
                        Prediction::getPointId,
                        Prediction::getPredicted,
                        Prediction::getConfidence,
                        Prediction::getLabel)
                .containsExactly(
                        tuple("m", "a", 1, EQUAL, 1),
                        tuple("m", "b", 0, EQUAL, 1),
                        tuple("m", "ensemble", 0, 0.5f, 1));
        assertThat(predictions.get(0).getImageId()).isEqualTo("image");
        assertThat(predictions.get(0).getCorruption()).isEqualTo("snow");
        assertThat(predictions.get(0).getSeverity()).isEqualTo(3);
        assertThat(predictions).allMatch(prediction -> prediction.getProbabilities() == null);
    }

    @Test
    void flatMap_probabilitiesWanted_thoseOfAllClasses() throws Exception {
        assertThat(predictions(1, Probabilities.INCLUDED))
                .extracting(Prediction::getProbabilities)
                .containsExactly(List.of(OTHER, EQUAL), List.of(EQUAL, OTHER), List.of(0.5f, 0.5f));
    }

    @Test
    void flatMap_labelNotKnownYet_predictionWithoutLabel() throws Exception {
        assertThat(predictions(ImageContext.NO_LABEL, Probabilities.EXCLUDED))
                .hasSize(3)
                .allMatch(prediction -> prediction.getLabel() == null);
    }

    @Test
    void flatMap_modelWithItsClassesInAnotherOrder_itsIndexAndTheName() throws Exception {
        ClassMapping turned = ClassMapping.of(2, List.of(1, 0), ClassMapping.Kept.ALL);

        assertThat(predictions(1, Probabilities.EXCLUDED, turned))
                .extracting(
                        Prediction::getLabel,
                        Prediction::getClassName,
                        Prediction::getPredicted,
                        Prediction::getPredictedClassName)
                .containsExactly(
                        tuple(0, "dog", 1, "cat"),
                        tuple(0, "dog", 0, "dog"),
                        tuple(0, "dog", 0, "dog"));
    }

    private static List<Prediction> predictions(int label, Probabilities probabilities)
            throws Exception {
        return predictions(label, probabilities, ClassMapping.identity(2));
    }

    private static List<Prediction> predictions(
            int label, Probabilities probabilities, ClassMapping mapping) throws Exception {
        List<JudgedPoint> judged =
                List.of(point("a", 0), point("b", 1), point("ensemble", JudgedPoint.ENSEMBLE_ROW));
        ScoredImage image =
                new ScoredImage(
                        new ImageContext("run", "image", "noise", "snow", 3, label, -1),
                        List.of(
                                new ModelAnswer(
                                        PointPanel.of("m", mapping, 2, judged),
                                        new float[] {0, 2, 2, 0})));
        try (var harness =
                new OneInputStreamOperatorTestHarness<ScoredImage, KafkaMessage>(
                        new StreamFlatMap<>(
                                new Predictions(
                                        TopicFormat.SINGLE_OBJECT,
                                        probabilities,
                                        new LabelClasses(
                                                List.of("cat", "dog"), ClassChoice.NONE))))) {
            harness.open();
            harness.processElement(image, 0);
            List<Prediction> predictions = new ArrayList<>();
            for (KafkaMessage message : harness.extractOutputValues()) {
                assertThat(message.key()).asString().isEqualTo("image");
                predictions.add(AvroWire.of(Prediction.class).decode(message.value()));
            }
            return predictions;
        }
    }

    private static JudgedPoint point(String id, int row) {
        return new JudgedPoint(id, row, "", "", List.of(), "", "");
    }
}
