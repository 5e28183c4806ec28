package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

/** Somebody closes a page in the middle of an answer. */
class GoneBrowserTest {
    private static final ServletWebRequest REQUEST = new ServletWebRequest(new MockHttpServletRequest());

    private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemAdvice.class);
    private final ListAppender<ILoggingEvent> ear = new ListAppender<>();
    private final ProblemAdvice advice = new ProblemAdvice();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        ear.start();
        logger.addAppender(ear);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(ear);
        logger.setLevel(null);
    }

    @Test
    void isOneLineForWhoLooksForIt() throws Exception {
        assertThat(advice.unexpected(new IOException("Broken pipe"), REQUEST)).isNull();
        var unwritable = new HttpMessageNotWritableException("no", new IOException("Connection reset by peer"));
        assertThat(advice.handleHttpMessageNotWritable(
                        unwritable, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, REQUEST))
                .isNull();
        assertThat(ear.list).hasSize(2).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void isNotMistakenForAnErrorOfOurs() throws Exception {
        var answer = advice.unexpected(new IOException("disk full"), REQUEST);
        assertThat(answer).isNotNull();
        assertThat(ear.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getThrowableProxy()).isNotNull();
        });
    }
}
