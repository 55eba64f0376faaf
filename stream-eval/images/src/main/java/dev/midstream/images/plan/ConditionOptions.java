package dev.midstream.images.plan;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.FrostTextures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of the options that say under which conditions images are shown.
 *
 * @param corruptions {@code --corruptions}; empty for the default: all
 * @param severities {@code --severities}
 * @param clean {@code --include-clean}
 * @param frostTextures {@code --frost-textures}; empty for procedural ones
 */
public record ConditionOptions(
        Optional<String> corruptions,
        String severities,
        CleanImages clean,
        Optional<Path> frostTextures) {

    /** The corruptions of a list, with frost of the given textures. */
    Corruptions withTextures(Corruptions known) throws IOException {
        return frostTextures.isPresent()
                ? known.with(new Frost(FrostTextures.open(frostTextures.get())))
                : known;
    }

    ConditionGrid grid(Corruptions known) {
        return ConditionGrid.parse(known, corruptions.orElse("all"), severities, clean);
    }

    /**
     * The grid of images that are corrupted already, whose conditions are their own; they are
     * chosen when the data set is opened.
     */
    ConditionGrid gridOfCorrupted() {
        Objects.requireNonNull(ConditionFilter.parse(corruptions.orElse("all"), severities));
        return new ConditionGrid(List.of(Condition.CLEAN));
    }
}
