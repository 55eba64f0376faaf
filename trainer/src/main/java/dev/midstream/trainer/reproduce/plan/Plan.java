package dev.midstream.trainer.reproduce.plan;

import java.util.List;
import java.util.Optional;

/**
 * What is to be trained and measured, and which findings it is to show.
 *
 * @param name of the plan, which its records repeat
 * @param title of the page of results
 * @param about a paragraph of Markdown on data and schedule
 * @param deviations from the article, a sentence each
 * @param methods in the order in which they are trained
 */
public record Plan(
        String name,
        String title,
        String about,
        List<String> deviations,
        Setup setup,
        List<Method> methods,
        List<Finding> findings) {
    public Plan {
        deviations = List.copyOf(deviations);
        methods = List.copyOf(methods);
        findings = List.copyOf(findings);
    }

    /** The method of that name, if there is one. */
    public Optional<Method> method(String wanted) {
        return methods.stream().filter(method -> method.name().equals(wanted)).findFirst();
    }

    /** Whether the single answers of a column of a method are compared with others. */
    public boolean compares(Entry entry, String corruption, int severity) {
        return findings.stream()
                .flatMap(finding -> finding.claims().stream())
                .filter(claim -> claim.measure().isAccuracy())
                .filter(claim -> claim.better().equals(entry) || claim.than().equals(entry))
                .anyMatch(claim -> claim.measure().covers(corruption, severity));
    }
}
