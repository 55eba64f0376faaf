package dev.midstream.cli.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command line and its subcommands as tables in Markdown, from picocli's model.
 */
final class OptionTables {
    private static final String NOTE =
            "<!-- Generated from the command line by OptionPageTest of its module. -->\n";
    private static final Pattern DEFAULT =
            Pattern.compile("\\s*\\(default: (.*)\\)\\.?$", Pattern.DOTALL);

    private final CommandLine command;

    OptionTables(CommandLine command) {
        this.command = command;
    }

    /** The page: a section for the command and one for each subcommand. */
    String page() {
        StringBuilder page = new StringBuilder(NOTE);
        section(page, command, "#");
        return page.toString();
    }

    private static void section(StringBuilder page, CommandLine command, String heading) {
        CommandSpec spec = command.getCommandSpec();
        String separator = spec.root().name().contains("/") ? "/" : " ";
        page.append(heading).append(" `").append(spec.qualifiedName(separator)).append("`\n\n");
        page.append(String.join(" ", spec.usageMessage().description())).append('\n');
        List<OptionSpec> options = own(spec);
        if (!options.isEmpty()) {
            page.append("\n| Option | Default | Meaning |\n|---|---|---|\n");
            options.forEach(option -> row(page, option));
        }
        for (CommandLine subcommand : command.getSubcommands().values()) {
            page.append('\n');
            section(page, subcommand, "##");
        }
    }

    /** Options except those of every command: {@code --help}, {@code --version}, inherited ones. */
    private static List<OptionSpec> own(CommandSpec spec) {
        List<OptionSpec> options = new ArrayList<>(spec.options());
        options.removeIf(
                option ->
                        option.hidden()
                                || option.usageHelp()
                                || option.versionHelp()
                                || (option.inherited() && spec.parent() != null));
        options.sort(Comparator.comparing(OptionSpec::longestName));
        return options;
    }

    private static void row(StringBuilder page, OptionSpec option) {
        String text = description(option);
        Matcher withDefault = DEFAULT.matcher(text);
        boolean stated = withDefault.find();
        String meaning = stated ? text.substring(0, withDefault.start()) + "." : text;
        String standard = stated ? withDefault.group(1) : shownDefault(option);
        page.append("| `")
                .append(name(option))
                .append("` | ")
                .append(cell(option.required() ? "required" : standard))
                .append(" | ")
                .append(cell(meaning))
                .append(" |\n");
    }

    private static String name(OptionSpec option) {
        String name = option.longestName();
        if (option.negatable()) {
            return name.replaceFirst("^--(no-)?", "--[no-]");
        }
        return option.arity().max() == 0 ? name : name + " " + option.paramLabel();
    }

    private static String shownDefault(OptionSpec option) {
        boolean shown =
                option.showDefaultValue() == Visibility.ALWAYS
                        || (option.command().usageMessage().showDefaultValues()
                                && option.showDefaultValue() != Visibility.NEVER);
        String value = shown && option.arity().max() > 0 ? option.defaultValueString() : "";
        return "null".equals(value) || "[]".equals(value) || "Optional.empty".equals(value)
                ? ""
                : value;
    }

    private static String description(OptionSpec option) {
        String text = String.join(" ", option.description());
        text = text.replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString()));
        if (option.completionCandidates() != null) {
            List<String> candidates = new ArrayList<>();
            option.completionCandidates().forEach(candidates::add);
            text = text.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates));
        }
        return text.replace("%%", "%");
    }

    private static String cell(String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .reduce((a, b) -> a + " " + b)
                .orElse("")
                .replace("|", "\\|")
                .replace("<", "&lt;");
    }
}
