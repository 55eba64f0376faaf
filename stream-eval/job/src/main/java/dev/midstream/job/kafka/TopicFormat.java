package dev.midstream.job.kafka;

import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/** The format of the records on a topic. */
public record TopicFormat(WireFormat format, String topic) implements Serializable {
    /** Single-object encoding, which is the same for every topic. */
    public static final TopicFormat SINGLE_OBJECT = new TopicFormat(WireFormat.singleObject(), "");

    /**
     * Returns what writes records; with a schema registry, their schema is registered first.
     *
     * @throws IOException if the registry cannot be reached or refuses the schema
     */
    public <T extends SpecificRecord> AvroWire<T> writer(Class<T> type) throws IOException {
        return format.writer(type, topic);
    }
}
