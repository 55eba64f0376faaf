package dev.midstream.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of classes in docs/classes are files that the options take. */
class ClassTablesTest {

    private static final Path TABLES = Path.of("../../docs/classes");

    @Test
    void names_ofImageNet_areTheThousandSynsetsInTheirOrder() {
        List<String> synsets = ClassFiles.names(TABLES.resolve("imagenet.txt"));

        assertThat(synsets).hasSize(1000).doesNotHaveDuplicates().isSorted();
        assertThat(synsets).allMatch(synset -> synset.matches("n\\d{8}"));
        // Tench, goldfish (of Tiny ImageNet too) and toilet tissue.
        assertThat(synsets).startsWith("n01440764", "n01443537").endsWith("n15075141");
    }

    @Test
    void aliases_ofImageNet_areThePositionsOfTheSynsets() {
        List<String> synsets = ClassFiles.names(TABLES.resolve("imagenet.txt"));
        Map<String, String> numbers = ClassFiles.aliases(TABLES.resolve("imagenet-numbers.tsv"));

        assertThat(numbers).hasSize(1000);
        for (int i = 0; i < synsets.size(); i++) {
            assertThat(numbers).containsEntry(synsets.get(i), Integer.toString(i));
        }
    }
}
