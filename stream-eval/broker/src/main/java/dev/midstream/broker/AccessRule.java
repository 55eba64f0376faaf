package dev.midstream.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a user may do, as a line of a table in Markdown says it: {@code | user | resource | name |
 * operations |}. A name that ends with an asterisk is the beginning of names.
 *
 * @param user name of the user
 * @param binding the line of the access-control list
 */
public record AccessRule(String user, AclBinding binding) {
    private static final int COLUMNS = 4;

    /** Reads the rules of a page: the lines of its tables whose second column is a resource. */
    public static List<AccessRule> read(Path page) throws IOException {
        List<AccessRule> rules = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            String[] cells = line.replace("`", "").split("\\|", -1);
            if (cells.length == COLUMNS + 2 && isResource(cells[2].strip())) {
                for (String operation : cells[4].split(",", -1)) {
                    rules.add(
                            rule(
                                    cells[1].strip(),
                                    cells[2].strip(),
                                    cells[3].strip(),
                                    operation.strip()));
                }
            }
        }
        return rules;
    }

    private static boolean isResource(String cell) {
        return ResourceType.fromString(constant(cell)) != ResourceType.UNKNOWN && !cell.isEmpty();
    }

    private static AccessRule rule(String user, String resource, String name, String operation) {
        boolean prefixed = name.endsWith("*");
        return new AccessRule(
                user,
                new AclBinding(
                        new ResourcePattern(
                                ResourceType.fromString(constant(resource)),
                                prefixed ? name.substring(0, name.length() - 1) : name,
                                prefixed ? PatternType.PREFIXED : PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:" + user,
                                "*",
                                AclOperation.fromString(constant(operation)),
                                AclPermissionType.ALLOW)));
    }

    private static String constant(String word) {
        return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
