package dev.midstream.trainer.recipe;

import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.Networks;
import dev.midstream.trainer.network.Norm;

/**
 * A network as it is asked for.
 *
 * @param name a name that {@link Networks#named} takes, with or without the suffix of the norm
 */
public record NetworkChoice(String name, Norm norm) {
    /**
     * The network for a number of classes.
     *
     * @throws IllegalArgumentException if there is none of that name, with a message that says what
     *     there is
     */
    public Network network(int classes) {
        return Networks.named(name.endsWith(norm.suffix()) ? name : name + norm.suffix(), classes);
    }
}
