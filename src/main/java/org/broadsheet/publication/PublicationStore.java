package org.broadsheet.publication;

import java.sql.Array;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.money.Money;
import org.broadsheet.publication.GivingTerms.CardFee;
import org.broadsheet.publication.GivingTerms.Choice;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PublicationStore {
    private static final RowMapper<NewsroomRow> NEWSROOM = (row, number) -> new NewsroomRow(
            row.getObject("instance_id", UUID.class),
            ZoneId.of(row.getString("zone")),
            strings(row.getArray("languages")),
            row.getString("editor"));

    private static final RowMapper<ImprintRow> IMPRINT = (row, number) -> new ImprintRow(
            row.getString("language"), row.getString("name"), row.getString("tagline"), row.getString("publisher"));

    private static final RowMapper<CurrencyRow> CURRENCY = (row, number) -> {
        var currency = Currency.getInstance(row.getString("currency"));
        return new CurrencyRow(
                currency,
                new CardFee(row.getInt("fee_basis_points"), new Money(row.getLong("fee_fixed_minor"), currency)));
    };

    private static final RowMapper<Choice> CHOICE = (row, number) -> {
        var currency = Currency.getInstance(row.getString("currency"));
        return new Choice(
                Frequency.of(row.getString("frequency")),
                new Money(row.getLong("minimum_minor"), currency),
                new Money(row.getLong("maximum_minor"), currency),
                longs(row.getArray("suggested_minor")).stream()
                        .map(each -> new Money(each, currency))
                        .toList(),
                new Money(row.getLong("preset_minor"), currency));
    };

    private final JdbcClient sql;

    PublicationStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Gives the newsroom its identity on the first call; whichever copy comes first decides. */
    NewsroomRow newsroom(UUID newInstance) {
        sql.sql("""
                update publication.newsroom
                   set instance_id = :instance
                 where instance_id is null
                """).param("instance", newInstance).update();
        return sql.sql("""
                select instance_id, zone, languages, editor
                  from publication.newsroom
                """).query(NEWSROOM).single();
    }

    List<ImprintRow> imprints() {
        return sql.sql("""
                select language, name, tagline, publisher
                  from publication.imprint
                """).query(IMPRINT).list();
    }

    GivingTerms terms() {
        Map<Currency, List<Choice>> choices = choices().stream()
                .collect(Collectors.groupingBy(each -> each.minimum().currency()));
        return new GivingTerms(currencies().stream()
                .map(each -> new CurrencyTerms(
                        each.currency(), each.cardFee(), choices.getOrDefault(each.currency(), List.of())))
                .toList());
    }

    /** Names the demo newsroom, once: a name that staff chose is never touched. */
    void layOutDemo() {
        sql.sql("""
                update publication.imprint
                   set name = case language when 'ru' then 'Меридиан' else 'The Meridian' end,
                       tagline = case language
                                 when 'ru' then 'Журналистика на деньги читателей, открытая для всех'
                                 else 'Reporting paid for by its readers, free to everyone'
                                 end,
                       publisher = case language when 'ru' then 'Кооператив «Меридиан»' else 'The Meridian Cooperative' end
                 where name = 'Broadsheet'
                """).update();
        sql.sql("""
                update publication.newsroom
                   set editor = 'Dagny Falk'
                 where editor = 'The editors'
                """).update();
    }

    private List<CurrencyRow> currencies() {
        return sql.sql("""
                select currency, fee_basis_points, fee_fixed_minor
                  from publication.currency
                 where taken
                 order by position
                """).query(CURRENCY).list();
    }

    private List<Choice> choices() {
        return sql.sql("""
                select currency, frequency, minimum_minor, maximum_minor, suggested_minor, preset_minor
                  from publication.choice
                """).query(CHOICE).list();
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static List<Long> longs(Array array) throws SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }

    record NewsroomRow(UUID instance, ZoneId zone, List<String> languages, String editor) {}

    record ImprintRow(String language, String name, String tagline, String publisher) {}

    private record CurrencyRow(Currency currency, CardFee cardFee) {}
}
