package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Modulith cannot see SQL: a module's statements stay inside its own schema, the views of reports apart. */
class SchemaOwnershipTests {
    private static final Path SOURCES = Path.of("src/main/java/org/broadsheet");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|into|update|truncate)\\s+([a-z_]+)\\.([a-z_]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT =
            Pattern.compile("^\\s*(?:select|insert|update|delete|with|truncate)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void every_statement_stays_in_its_modules_schema() throws IOException {
        var strays = new ArrayList<String>();
        var schemas = new TreeSet<String>();
        for (var file : javaFiles()) {
            var module = SOURCES.relativize(file).getName(0).toString();
            for (var statement : statements(file)) {
                var table = TABLE.matcher(statement);
                while (table.find()) {
                    schemas.add(table.group(1));
                    if (!table.group(1).equals(module) && !mayRead(module, table.group(1))) {
                        strays.add(file.getFileName() + " touches " + table.group());
                    }
                }
            }
        }
        assertThat(strays).isEmpty();
        assertThat(schemas).as("the test found the statements at all").contains("payments", "ledger", "mail");
    }

    @Test
    void statements_live_in_stores() throws IOException {
        var strays = new ArrayList<String>();
        for (var file : javaFiles()) {
            var name = file.getFileName().toString();
            if (!name.endsWith("Store.java") && !statements(file).isEmpty()) {
                strays.add(SOURCES.relativize(file).toString());
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void nobody_selects_everything() throws IOException {
        for (var file : javaFiles()) {
            assertThat(statements(file))
                    .as(file.toString())
                    .noneMatch(statement -> statement.matches("(?is).*select\\s+(\\w+\\.)?\\*.*"));
        }
    }

    /** Tables that libraries bring stay in public, where the modules that run them may look. */
    private static boolean mayRead(String module, String schema) {
        return schema.equals("public")
                        && Set.of("members", "staff", "web", "operations").contains(module)
                || schema.equals("pg_catalog");
    }

    private static List<Path> javaFiles() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> statements(Path file) throws IOException {
        var statements = new ArrayList<String>();
        var block = TEXT_BLOCK.matcher(Files.readString(file));
        while (block.find()) {
            if (STATEMENT.matcher(block.group(1)).find()) {
                statements.add(block.group(1));
            }
        }
        return statements;
    }
}
