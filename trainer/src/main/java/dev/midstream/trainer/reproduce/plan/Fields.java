package dev.midstream.trainer.reproduce.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of an object of a plan. Every error names the place in the plan. */
final class Fields {
    private final String place;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    /** The fields of the object at a place. */
    Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw wrong("", "is no object with named fields");
        }
    }

    private IllegalArgumentException wrong(String name, String what) {
        String full = place.isEmpty() ? name : name.isEmpty() ? place : place + "." + name;
        return new IllegalArgumentException((full.isEmpty() ? "it" : full) + " " + what + ".");
    }

    /** The error of a value that cannot be used. */
    IllegalArgumentException invalid(String name, String reason) {
        return wrong(name, "cannot be used: " + reason.replaceAll("\\.$", ""));
    }

    private Optional<JsonNode> find(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private JsonNode need(String name) {
        return find(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A text or a number. */
    String text(String name) {
        return scalar(name, need(name));
    }

    /** A text or a number, or a default. */
    String text(String name, String otherwise) {
        return find(name).map(value -> scalar(name, value)).orElse(otherwise);
    }

    private String scalar(String name, JsonNode value) {
        if (!value.isValueNode()) {
            throw wrong(name, "is no single value");
        }
        return value.asText();
    }

    /** A text that stands in tables. */
    String inTables(String name, String text) {
        if (text.contains("|") || text.lines().count() > 1) {
            throw invalid(name, "tables cannot hold | or several lines");
        }
        return text;
    }

    /** A name that is part of names of files. */
    String fileName(String name) {
        String text = text(name);
        if (!text.matches("[a-z0-9][a-z0-9.-]*")) {
            throw invalid(name, text + " is more than small letters, digits, . and -");
        }
        return text;
    }

    /** A number, or a default. */
    double number(String name, double otherwise) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isNumber()) {
            throw wrong(name, "is no number: " + value.get().asText());
        }
        return value.map(JsonNode::asDouble).orElse(otherwise);
    }

    /** Texts; none if it is missing. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(name)) {
            texts.add(scalar(name, value));
        }
        return texts;
    }

    /** Numbers, or a default. */
    List<Double> numbers(String name, List<Double> otherwise) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.isNumber()) {
                throw wrong(name, "has an entry that is no number: " + value.asText());
            }
            numbers.add(value.asDouble());
        }
        return numbers.isEmpty() ? otherwise : numbers;
    }

    /** Whole numbers, or a default. */
    List<Long> integers(String name, List<Long> otherwise) {
        List<Long> integers = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
                throw wrong(name, "has an entry that is no whole number: " + value.asText());
            }
            integers.add(value.longValue());
        }
        return integers.isEmpty() ? otherwise : integers;
    }

    /** Objects; none if it is missing. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : list(name)) {
            String at = place.isEmpty() ? name : place + "." + name;
            objects.add(new Fields(at + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = find(name).orElseGet(() -> JsonNodeFactory.instance.arrayNode());
        if (!value.isArray()) {
            throw wrong(name, "is no list");
        }
        return value;
    }

    /** An object, if it is there. */
    Optional<Fields> object(String name) {
        String at = place.isEmpty() ? name : place + "." + name;
        return find(name).map(value -> new Fields(at, value));
    }

    /** Options by name: {@code true} is a switch, {@code false} takes one away. */
    Map<String, String> options(String name) {
        return object(name).map(Fields::options).orElseGet(Map::of);
    }

    /** All fields as options. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            JsonNode value = need(name);
                            String text = scalar(name, value);
                            boolean isSwitch = value.isBoolean() && value.booleanValue();
                            options.put(name, isSwitch ? "" : text);
                        });
        return options;
    }

    /** Options by name, of several things by name. */
    Map<String, Map<String, String>> optionsByName(String name) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        Optional<Fields> objects = object(name);
        if (objects.isPresent()) {
            objects.get()
                    .node
                    .fieldNames()
                    .forEachRemaining(each -> all.put(each, objects.get().options(each)));
        }
        return all;
    }

    /** Makes sure that there is no field that nobody asked for. */
    void end() {
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw wrong(name, "is unknown: use " + String.join(", ", known));
                            }
                        });
    }
}
