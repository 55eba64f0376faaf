package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.job.intake.ModelChange.Action;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

final class ModelChangeSerializerTest {
    private final ModelChangeSerializer serializer = new ModelChangeSerializer();

    @Test
    void serialize_andBack_theSame() throws Exception {
        ModelChange drop =
                new ModelChange(
                        Action.DROP,
                        "s3://models/\u00fc/" + "x".repeat(70_000),
                        7,
                        new ConsumedRecord("models", 3, 1L << 40, 9, null, new byte[] {1, -2}));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(drop, out);

        assertThat(out.getCopyOfBuffer()[0]).isEqualTo((byte) 1);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(drop);
    }

    @Test
    void deserialize_laterVersion_refused() {
        assertThatThrownBy(
                        () ->
                                serializer.deserialize(
                                        new DataInputDeserializer(new byte[] {2, 0, 0})))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read state of version 2: this job knows 1 to 1.");
    }

    @Test
    void resolveSchemaCompatibility_ofStateWrittenByTheFields_migrated() {
        TypeSerializer<ModelChange> fields =
                TypeInformation.of(ModelChange.class).createSerializer(new SerializerConfigImpl());

        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(fields.snapshotConfiguration())
                                .isCompatibleAfterMigration())
                .isTrue();
    }
}
