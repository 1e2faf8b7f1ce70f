package org.broadsheet.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.TestParts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** No table holds a readable address, and no personal column is without a purpose and an end. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = TestParts.class)
class PersonalDataRegisterTests {
    /** Names that would hold something personal, and what each of these is instead. */
    private static final Set<String> NOT_PERSONAL = Set.of(
            "public.scheduled_tasks.task_name",
            "public.spring_session_attributes.attribute_name",
            "public.user_entities.name",
            "public.user_entities.display_name",
            "public.spring_session.principal_name");

    @Autowired
    List<PersonalColumns> register;

    @Autowired
    JdbcClient sql;

    @Test
    void every_sealed_column_is_registered_with_purpose_and_end() {
        var registered = register.stream()
                .flatMap(each -> each.columns().stream())
                .peek(each -> assertThat(List.of(each.purpose(), each.kept())).doesNotContain(""))
                .map(PersonalColumn::name)
                .filter(name -> name.endsWith("_sealed"))
                .collect(Collectors.toSet());

        assertThat(sealedColumns())
                .isNotEmpty()
                .isEqualTo(registered.stream().sorted().toList());
    }

    @Test
    void nothing_personal_is_readable() {
        assertThat(columns("""
                select table_schema || '.' || table_name || '.' || column_name
                  from information_schema.columns
                 where table_schema not in ('pg_catalog', 'information_schema', 'sandbox', 'articles', 'publication', 'reports')
                   and column_name ~ '(^|_)(e?mail|email|address|phone|first_name|last_name|full_name|name|note|ip|user_agent)$'
                 order by 1
                """)).allMatch(column -> NOT_PERSONAL.contains(column));
    }

    private List<String> sealedColumns() {
        return columns("""
                select table_schema || '.' || table_name || '.' || column_name
                  from information_schema.columns
                 where column_name like '%\\_sealed'
                 order by 1
                """);
    }

    private List<String> columns(String query) {
        return sql.sql(query).query(String.class).list();
    }
}
