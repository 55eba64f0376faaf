package dev.midstream.publisher.publish;

import dev.midstream.TestImage;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaTarget;
import dev.midstream.publisher.kafka.RunRecords;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a plan are on the topic already, found by reading the topic from its beginning
 * to its end. Records of aborted transactions do not count.
 */
final class AlreadySent {

    private final TestPlan plan;
    private final PublishConfiguration configuration;
    private final AvroWire<TestImage> wire;
    private final BitSet sent;
    private final Map<String, Integer> passes = new HashMap<>();
    private final Map<String, Integer> images = new HashMap<>();
    private final boolean[] compared;

    private AlreadySent(
            TestPlan plan, PublishConfiguration configuration, AvroWire<TestImage> wire) {
        this.plan = plan;
        this.configuration = configuration;
        this.wire = wire;
        this.sent = new BitSet(Math.multiplyExact(plan.size(), configuration.passes()));
        for (int pass = 0; pass < configuration.passes(); pass++) {
            passes.put(configuration.runId(pass), pass);
        }
        this.compared = new boolean[plan.conditions().size()];
        for (int i = 0; i < plan.images().size(); i++) {
            images.put(plan.images().imageId(i), i);
        }
    }

    /**
     * Returns the records of the plan that the topic lacks, in the order of the plan.
     *
     * @throws PublishException if the topic holds records of the run which the plan would not send
     */
    static long[] missing(
            TestPlan plan, PublishConfiguration configuration, AvroWire<TestImage> wire)
            throws PublishException, InterruptedException {
        AlreadySent sent = new AlreadySent(plan, configuration, wire);
        KafkaTarget target = configuration.target();
        try {
            new RunRecords(target, configuration.runId())
                    .forEach(record -> sent.count(record.value()));
        } catch (DeliveryException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
        return sent.missing();
    }

    private long[] missing() {
        return IntStream.range(0, plan.size() * configuration.passes())
                .filter(record -> !sent.get(record))
                .asLongStream()
                .toArray();
    }

    private void count(byte @Nullable [] value) throws PublishException {
        if (value == null) {
            return;
        }
        TestImage image;
        try {
            image = wire.decode(value);
        } catch (MalformedRecordException e) {
            // Somebody else's: this topic may be shared.
            return;
        } catch (IOException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
        Integer pass = passes.get(image.getRunId());
        if (pass == null) {
            return;
        }
        Integer index = images.get(image.getImageId());
        int condition = -1;
        for (int i = 0; i < plan.conditions().size(); i++) {
            Condition candidate = plan.conditions().get(i);
            if (candidate.severity() == image.getSeverity()
                    && candidate.corruption().equals(image.getCorruption())) {
                condition = i;
            }
        }
        if (index == null
                || condition < 0
                || plan.items().itemOf(index, condition).isEmpty()
                || !planned(image, index, condition)) {
            throw new PublishException(
                    "Cannot resume run "
                            + image.getRunId()
                            + ": the topic has its record of "
                            + image.getImageId()
                            + " ("
                            + image.getCorruption()
                            + " "
                            + image.getSeverity()
                            + "), which this command would not send like that. Give the options"
                            + " of the first command, or another --run-id.");
        }
        sent.set(pass * plan.size() + plan.items().itemOf(index, condition).getAsInt());
    }

    /** By the name of its class too, which records of an earlier version lack. */
    private boolean isSameLabel(TestImage image, int index) {
        Optional<ClassLabel> label = ClassLabel.of(plan.images(), plan.observedLabel(index));
        return label.isEmpty()
                || (Objects.equals(image.getLabel(), label.get().index())
                        && (image.getClassName() == null
                                || image.getClassName().equals(label.get().name())));
    }

    /** Whether labels agree and, for the first record of each condition, pixels too. */
    private boolean planned(TestImage image, int index, int condition) {
        boolean same =
                image.getDataset().equals(plan.images().name())
                        && image.getEncoding() == configuration.encoding().wire()
                        && isSameLabel(image, index);
        if (!same || compared[condition] || configuration.encoding() != PixelEncoding.RAW) {
            return same;
        }
        compared[condition] = true;
        byte[] pixels = plan.image(index, condition).pixels();
        return image.getPixels().equals(ByteBuffer.wrap(pixels));
    }
}
