package dev.midstream.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.DeadLetter;
import dev.midstream.Label;
import dev.midstream.ModelAnnouncement;
import dev.midstream.ModelManifest;
import dev.midstream.Prediction;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.Run;
import dev.midstream.TestImage;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {
    static Stream<Schema> schemas() {
        return Stream.of(
                TestImage.getClassSchema(),
                Prediction.getClassSchema(),
                RobustnessMetric.getClassSchema(),
                RobustnessSummary.getClassSchema(),
                ModelAnnouncement.getClassSchema(),
                Label.getClassSchema(),
                Run.getClassSchema(),
                DeadLetter.getClassSchema(),
                ModelManifest.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void current_everyEarlierVersion_canBeRead(Schema current) {
        for (Schema earlier : SchemaHistory.of(current.getName())) {
            assertThat(
                            SchemaCompatibility.checkReaderWriterCompatibility(current, earlier)
                                    .getResult()
                                    .getIncompatibilities())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void current_isTheLatestVersionOfItsHistory(Schema current) {
        List<Schema> versions = SchemaHistory.of(current.getName());

        assertThat(SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1)))
                .as("a changed schema needs a new file history/%s-N.avsc", current.getName())
                .isEqualTo(SchemaNormalization.parsingFingerprint64(current));
    }

    @Test
    void of_unknownRecord_rejected() {
        assertThatThrownBy(() -> SchemaHistory.of("Nothing")).hasMessage("Unknown record: Nothing");
    }
}
