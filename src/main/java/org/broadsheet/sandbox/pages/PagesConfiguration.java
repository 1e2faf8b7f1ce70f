package org.broadsheet.sandbox.pages;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages' beans. */
@Configuration(proxyBeanMethods = false)
@Import({
    ChallengeController.class,
    CheckoutBasketController.class,
    CheckoutController.class,
    CheckoutPages.class,
    ClockController.class,
    ControlController.class,
    FaultController.class,
    InvoiceController.class,
    PageProblems.class,
    PaymentLinkController.class,
    PortalCardController.class,
    PortalController.class,
    PortalDetailsController.class,
    PortalDoor.class,
    PortalPlanController.class,
    SettingController.class,
    WebhookController.class
})
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
    LocaleResolver localeResolver() {
        return new SpokenLocale();
    }
}
