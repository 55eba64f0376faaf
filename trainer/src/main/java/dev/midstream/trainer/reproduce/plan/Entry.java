package dev.midstream.trainer.reproduce.plan;

/**
 * A column of a method: a point or an ensemble.
 *
 * @param method its name
 * @param column name of the point or ensemble
 */
public record Entry(String method, String column) {
    @Override
    public String toString() {
        return method + "/" + column;
    }
}
