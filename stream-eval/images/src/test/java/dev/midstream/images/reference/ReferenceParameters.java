package dev.midstream.images.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.corruption.ParameterSet;
import java.io.IOException;

/** The severity parameters of one image size in the published scripts. */
public final class ReferenceParameters {

    private final JsonNode set;

    private ReferenceParameters(JsonNode set) {
        this.set = set;
    }

    public static ReferenceParameters of(ParameterSet set) throws IOException {
        String name =
                switch (set) {
                    case PIXELS_32 -> "cifar32";
                    case PIXELS_64 -> "tiny64";
                    case PIXELS_224 -> "imagenet224";
                };
        return new ReferenceParameters(
                ReferenceData.json("params.json").get("parameter_sets").get(name));
    }

    /** One corruption at one severity. */
    public Cell cell(String corruption, int severity) {
        return new Cell(set.get("corruptions").get(corruption).get(Integer.toString(severity)));
    }

    public double frostTextureScale() {
        return set.get("frost_texture_scale").asDouble();
    }

    /** The parameters of one corruption at one severity. */
    public record Cell(JsonNode fields) {

        public double number(String field) {
            return fields.get(field).asDouble();
        }

        public int integer(String field) {
            return (int) number(field);
        }

        public String text(String field) {
            return fields.get(field).asText();
        }

        public double[] numbers(String field) {
            double[] numbers = new double[fields.get(field).size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = fields.get(field).get(i).asDouble();
            }
            return numbers;
        }
    }
}
