package org.broadsheet.sandbox.pages;

import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.store.Faults;
import org.broadsheet.sandbox.store.Outbox;
import org.broadsheet.sandbox.store.SandboxClock;
import org.broadsheet.sandbox.store.TimeMachine;
import org.broadsheet.sandbox.store.Works;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages' beans. */
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Security()).excludePathPatterns("/v1/**");
    }

    @Bean
    Words words(MessageSource messages) {
        return new Words(messages);
    }

    @Bean
    PageProblems pageProblems(Words words) {
        return new PageProblems(words);
    }

    @Bean
    LocaleResolver localeResolver() {
        return new SpokenLocale();
    }

    @Bean
    ClockController clockController(SandboxClock clock, TimeMachine time) {
        return new ClockController(clock, time);
    }

    @Bean
    ControlController controlController(
            Works works, Outbox outbox, Faults faults, SandboxClock clock, TimeMachine time, Words words) {
        return new ControlController(works, outbox, faults, clock, time, words);
    }

    @Bean
    FaultController faultController(Faults faults) {
        return new FaultController(faults);
    }

    @Bean
    WebhookController webhookController(Works works, Outbox outbox, Courier courier, Words words) {
        return new WebhookController(works, outbox, courier, words);
    }

    @Bean
    SettingController settingController(Works works) {
        return new SettingController(works);
    }

    @Bean
    CheckoutController checkoutController(Works works, Courier courier, Words words) {
        return new CheckoutController(works, courier, words);
    }

    @Bean
    PortalDoor portalDoor(Works works, Words words) {
        return new PortalDoor(works, words);
    }

    @Bean
    PortalController portalController(PortalDoor door, Words words) {
        return new PortalController(door, words);
    }

    @Bean
    PortalCardController portalCardController(PortalDoor door, Words words) {
        return new PortalCardController(door, words);
    }

    @Bean
    PortalPlanController portalPlanController(PortalDoor door, Words words) {
        return new PortalPlanController(door, words);
    }

    @Bean
    InvoiceController invoiceController(Works works, Words words) {
        return new InvoiceController(works, words);
    }

    @Bean
    PaymentLinkController paymentLinkController(Works works, Words words) {
        return new PaymentLinkController(works, words);
    }

    @Bean
    PortalDetailsController portalDetailsController(PortalDoor door, Words words) {
        return new PortalDetailsController(door, words);
    }

    @Bean
    ChallengeController challengeController(Works works, Courier courier, Words words) {
        return new ChallengeController(works, courier, words);
    }
}
