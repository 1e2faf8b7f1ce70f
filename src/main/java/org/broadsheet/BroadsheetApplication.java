package org.broadsheet;

import java.util.List;
import org.broadsheet.privacy.Keyset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * Starts Broadsheet: in production when its settings are there, else in local mode with parts of its own. Local mode and the
 * sandbox stay out of the product's context; the product cannot tell whether its database or Stripe is theirs.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableAsync
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.broadsheet\\.(local|sandbox)\\..*")
        })
public class BroadsheetApplication {
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--new-keyset")) {
            System.out.println(Keyset.generate());
            return;
        }
        var application = new SpringApplication(BroadsheetApplication.class);
        application.addListeners(new StartUp());
        application.run(arguments);
    }
}
