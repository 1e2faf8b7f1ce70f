package org.broadsheet.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    JavaMailSender mailSender(MailSettings settings) {
        var sender = new JavaMailSenderImpl();
        var url = settings.smtpUrl();
        boolean tls = "smtps".equals(url.getScheme());
        sender.setProtocol(tls ? "smtps" : "smtp");
        sender.setHost(url.getHost());
        sender.setPort(url.getPort() > 0 ? url.getPort() : tls ? 465 : 587);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = sender.getJavaMailProperties();
        var prefix = "mail." + sender.getProtocol() + ".";
        properties.setProperty(prefix + "connectiontimeout", "10000");
        properties.setProperty(prefix + "timeout", "20000");
        properties.setProperty(prefix + "writetimeout", "20000");
        if (url.getUserInfo() != null) {
            var parts = url.getRawUserInfo().split(":", 2);
            sender.setUsername(decode(parts[0]));
            sender.setPassword(parts.length > 1 ? decode(parts[1]) : "");
            properties.setProperty(prefix + "auth", "true");
            // A password never crosses the wire in clear.
            properties.setProperty(prefix + "starttls.required", String.valueOf(!tls));
        }
        return sender;
    }

    /** The second half of every mail: the same words for those who read plain text. */
    @Bean
    SpringResourceTemplateResolver plainTextTemplates() {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setPrefix("classpath:/templates/");
        resolver.setSuffix(".txt");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setResolvablePatterns(java.util.Set.of(Mailroom.PLAIN_TEXT + "*"));
        resolver.setName("mail plain text");
        resolver.setOrder(0);
        return resolver;
    }

    @Bean
    RecurringTask<Void> outboxJob(Outbox outbox) {
        return Tasks.recurring("mail-outbox", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> outbox.drain());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
