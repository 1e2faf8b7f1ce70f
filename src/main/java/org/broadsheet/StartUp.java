package org.broadsheet;

import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.MapPropertySource;

/** Decides between production and local mode, before anything is built. Half of production is refused: it would be neither. */
final class StartUp implements ApplicationListener<ApplicationEvent> {
    private @Nullable LocalParts local;

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        switch (event) {
            case ApplicationEnvironmentPreparedEvent prepared -> prepare(prepared);
            case ApplicationReadyEvent ready -> {
                if (local != null) {
                    local.ready(ready.getApplicationContext());
                }
            }
            default -> {}
        }
    }

    private void prepare(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        var settings = ProductionSettings.of(environment);
        if (settings.anyPresent()) {
            settings.requireComplete();
            return;
        }
        var parts = ServiceLoader.load(LocalParts.class)
                .findFirst()
                .orElseThrow(() -> new StartRefused("Nothing is configured.\n" + settings.howTo()));
        SpringApplication.getShutdownHandlers().add(parts::stop);
        Map<String, Object> properties = parts.start(environment);
        // Behind the command line and the environment, so that a person's word counts more; before our own defaults.
        environment
                .getPropertySources()
                .addBefore(applicationYaml(environment), new MapPropertySource("local mode", properties));
        local = parts;
    }

    private static String applicationYaml(org.springframework.core.env.ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .map(org.springframework.core.env.PropertySource::getName)
                .filter(name -> name.contains("application.yml"))
                .findFirst()
                .orElseThrow();
    }
}
