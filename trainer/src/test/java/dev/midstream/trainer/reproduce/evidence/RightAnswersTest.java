package dev.midstream.trainer.reproduce.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightAnswersTest {
    @TempDir private Path directory;

    @Test
    void bits_predictionsInAnyOrder_areThoseOfTheImagesSortedByName() throws Exception {
        Path file = directory.resolve("predictions.csv");
        Files.writeString(
                file,
                """
                imageId,model,point,corruption,severity,label,predicted,confidence,class,predictedClass
                c,m,midpoint,none,0,1,1,0.9,cat,cat
                "a, \"\"b\"\"",m,midpoint,none,0,2,2,0.9,"dog, large","dog, large"
                b,m,midpoint,none,0,1,2,0.5,cat,"dog, large"
                b,m,midpoint,snow,3,1,1,0.5,cat,cat
                b,m,midpoint,fog,1,1,1,0.5,cat,cat
                """);
        RightAnswers answers =
                RightAnswers.read(
                        file, (column, corruption, severity) -> !corruption.equals("fog"));

        assertThat(answers.images().count()).isEqualTo(3);
        BitSet bits =
                BitSet.valueOf(Base64.getDecoder().decode(answers.bits("midpoint", "none", 0)));
        assertThat(bits.get(0)).isTrue();
        assertThat(bits.get(1)).isFalse();
        assertThat(bits.get(2)).isTrue();
        assertThat(answers.bits("midpoint", "snow", 3)).isEqualTo("AQ==");
        assertThat(answers.bits("midpoint", "fog", 1)).as("a cell that is not compared").isEmpty();
    }
}
