package dev.midstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final ImageShape LARGE = new ImageShape(224, 224, 3);

    /** torchvision's published counts hold the classifier's bias, which is not part of these. */
    @ParameterizedTest
    @CsvSource({"resnet50,25557032", "wideresnet50-2,68883240"})
    void layout_imageNetNetworks_haveThePublishedCountsWithoutTheClassifiersBias(
            String name, int published) {
        for (String norm : List.of("", "-gn")) {
            Network network = Networks.named(name + norm, 1000);
            assertThat(ParameterLayout.of(network, LARGE).length()).isEqualTo(published - 1000);
        }
    }

    /**
     * torchvision's ResNet-18 has 11,689,512: of them 512 * 1000 + 1000 in the classifier and 7 * 7
     * * 3 * 64 in the stem. This one has 512 * 200 and 3 * 3 * 3 * 64 in their place.
     */
    @Test
    void layout_resnet18_hasThePublishedCountWithItsOwnStemAndClassifier() {
        int body = 11_689_512 - (512 * 1000 + 1000) - 7 * 7 * 3 * 64;
        ParameterLayout layout =
                ParameterLayout.of(Networks.named("resnet18", 200), new ImageShape(64, 64, 3));
        assertThat(layout.length()).isEqualTo(body + 512 * 200 + 3 * 3 * 3 * 64);
        assertThat(layout.batchNorms()).hasSize(20);
    }

    @Test
    void layout_groupNorms_areNoBatchNorms() {
        ParameterLayout layout =
                ParameterLayout.of(Networks.named("cresnet20-gn", 10), new ImageShape(32, 32, 3));
        assertThat(layout.length()).isEqualTo(272_464);
        assertThat(layout.batchNorms()).isEmpty();
    }

    /** Sizes along the network: 224 halves to 112, 56, 28, 14, 7. */
    @Test
    void build_resnet50_halvesTheSizeFiveTimes() {
        assertThat(Kernels.strides(Networks.named("resnet50", 10))).isEqualTo(32);
        assertThat(Kernels.strides(Networks.named("resnet18", 10))).isEqualTo(8);
        assertThat(Kernels.strides(Networks.named("cresnet20", 10))).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cresnet20-w16",
                "cresnet44-w24-gn",
                "resnet18-w64",
                "resnet18-w8-gn",
                "resnet50-w64",
                "wideresnet50-2-w32-gn"
            })
    void named_nameOfANetwork_givesThatNetwork(String name) {
        Network network = Networks.named(name, 7);
        assertThat(network.name()).isEqualTo(name);
        assertThat(network.classes()).isEqualTo(7);
        assertThat(network.norm()).isEqualTo(name.endsWith("-gn") ? Norm.GROUP : Norm.BATCH);
    }

    @Test
    void named_shortNames_haveTheUsualWidth() {
        assertThat(Networks.named("cresnet20", 10)).isEqualTo(new CifarResNet(20, 16, 10));
        assertThat(Networks.named("cresnet8-w32", 5)).isEqualTo(new CifarResNet(8, 32, 5));
        assertThat(Networks.named("ResNet50", 10)).isEqualTo(Networks.named("resnet50-w64", 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "resnet19",
                "cresnet",
                "cresnet20-w",
                "cresnet20-w99999",
                "xcresnet8",
                "resnet18-gn-w8"
            })
    void named_otherNames_areRefused(String name) {
        assertThatThrownBy(() -> Networks.named(name, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Unknown network: "
                                + name
                                + ". Use cresnet<depth>, resnet18, resnet50, wideresnet50-2, each"
                                + " with -w<width> if need be, for instance cresnet20 or"
                                + " cresnet8-w32.");
    }

    @Test
    void named_noWidth_isRefused() {
        assertThatThrownBy(() -> Networks.named("resnet50-w0", 10))
                .hasMessage("Invalid width of a network: 0. Use at least 1.");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "4,2", "6,3", "10,5", "16,8", "64,32", "96,32", "2048,32"})
    void groups_anyChannels_divideThemWithTwoOrMoreInEach(int channels, int groups) {
        assertThat(Norm.groups(channels)).isEqualTo(groups);
    }

    /** The network of the README's explanation of how to add one. */
    private record Plain(int width, Norm norm, int classes) implements Network {
        @Override
        public String name() {
            return "plain-w" + width + norm.suffix();
        }

        @Override
        public <T> T build(NetworkBuilder<T> layers, T input) {
            T x =
                    layers.relu(
                            layers.normalisedConvolution(
                                    "stem", input, new Kernel(3, width, 1), norm));
            return layers.convolution("head", layers.globalMean(x), new Kernel(1, classes, 1));
        }
    }

    @Test
    void family_newNetwork_isFoundByItsNames() {
        NetworkFamily family = NetworkFamily.of("plain", "for 32 pixels", 64, Plain::new);
        assertThat(family.named("plain", 10)).contains(new Plain(64, Norm.BATCH, 10));
        assertThat(family.named("plain-w8-gn", 5)).contains(new Plain(8, Norm.GROUP, 5));
        assertThat(family.named("plan", 5)).isEmpty();
        assertThat(family.summary()).isEqualTo("plain (for 32 pixels, width 64)");
        ParameterLayout layout =
                ParameterLayout.of(new Plain(8, Norm.GROUP, 5), new ImageShape(32, 32, 3));
        assertThat(layout.length()).isEqualTo(3 * 3 * 3 * 8 + 8 * 5 + 2 * 8);
    }
}
