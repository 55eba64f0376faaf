package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import dev.midstream.Label;
import dev.midstream.TestImage;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;

/**
 * The run of a dead letter: the letter names it or, where the job could not read the record, the
 * record does that this later version may be able to read.
 */
final class RunOfLetter {
    private final AvroWire<TestImage> images;
    private final AvroWire<Label> labels;

    RunOfLetter(WireFormat format) {
        images = format.reader(TestImage.class);
        labels = format.reader(Label.class);
    }

    /**
     * @return empty if it has none that can be known
     * @throws IOException if the schema registry cannot be asked
     */
    Optional<String> of(DeadLetter letter) throws IOException {
        if (letter.getImage() != null) {
            return Optional.of(letter.getImage().getRunId());
        }
        Optional<byte[]> value = Contents.of(letter).map(Contents::value);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(images.decode(value.get()).getRunId());
        } catch (MalformedRecordException noImage) {
            try {
                return Optional.of(labels.decode(value.get()).getRunId());
            } catch (MalformedRecordException neither) {
                return Optional.empty();
            }
        }
    }
}
