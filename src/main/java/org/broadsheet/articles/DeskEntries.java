package org.broadsheet.articles;

import java.util.Set;
import org.broadsheet.staff.DeskEntry;
import org.broadsheet.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the desk's rail leads to articles. */
@Configuration(proxyBeanMethods = false, value = "articlesDeskEntries")
class DeskEntries {
    @Bean
    DeskEntry articlesEntry() {
        return new DeskEntry("/desk/articles", "articles.desk.title", Set.of(Role.EDITOR, Role.OWNER), 30);
    }
}
