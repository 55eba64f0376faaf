package dev.midstream.publisher.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.midstream.publisher.publish.PublishSummary.Cell;
import dev.midstream.publisher.publish.PublishSummary.Noise;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A summary as one JSON object. */
final class SummaryJson {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private SummaryJson() {}

    static void write(PublishSummary summary, Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(output).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("runId", summary.run().runId());
            json.writeStringField("dataset", summary.run().dataset());
            json.writeStringField("topic", summary.run().topic());
            json.writeStringField("outcome", summary.outcome().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("passes", summary.run().passes());
            json.writeNumberField("images", summary.run().images());
            json.writeNumberField("resumed", summary.resumed());
            json.writeNumberField("sent", summary.sent());
            json.writeNumberField("acknowledged", summary.acknowledged());
            json.writeNumberField("notAcknowledged", summary.sent() - summary.acknowledged());
            json.writeNumberField("bytes", summary.bytes());
            json.writeNumberField("seconds", summary.elapsed().toNanos() / 1e9);
            if (summary.noise().isPresent()) {
                writeNoise(json, summary.noise().get());
            }
            json.writeArrayFieldStart("remarks");
            for (String remark : summary.remarks()) {
                json.writeString(remark);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cells");
            for (Cell cell : summary.cells()) {
                writeCell(json, cell);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeNoise(JsonGenerator json, Noise noise) throws IOException {
        json.writeObjectFieldStart("labelNoise");
        json.writeStringField("kind", noise.kind());
        json.writeNumberField("rate", noise.rate());
        json.writeNumberField("seed", noise.seed());
        json.writeNumberField("flippedImages", noise.flippedImages());
        json.writeNumberField("realisedFlipRate", noise.realisedFlipRate());
        json.writeEndObject();
    }

    private static void writeCell(JsonGenerator json, Cell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("corruption", cell.condition().corruption());
        json.writeNumberField("severity", cell.condition().severity());
        json.writeNumberField("sent", cell.sent());
        json.writeNumberField("acknowledged", cell.acknowledged());
        json.writeEndObject();
    }
}
