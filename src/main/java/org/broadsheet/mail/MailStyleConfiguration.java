package org.broadsheet.mail;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** Lets the mail layout insert its style sheet: a mail brings its style with it. */
@Configuration(proxyBeanMethods = false)
class MailStyleConfiguration {

    @Bean
    SpringResourceTemplateResolver mailStyle() {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setPrefix("classpath:/static/css/");
        resolver.setSuffix(".css");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setResolvablePatterns(Set.of("pages/email"));
        resolver.setName("mail style");
        resolver.setOrder(0);
        return resolver;
    }
}
