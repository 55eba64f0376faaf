# The Flink job: a JobManager that runs it, and its TaskManagers.
#
#   standalone-job, jobmanager, taskmanager, flink ...: as in the image flink
#   midstream-job OPTIONS: the job with its options, continued from its last checkpoint if there is one
ARG FLINK_BASE=flink:2.2.1-java17
FROM ${FLINK_BASE} AS natives
USER root
COPY trainer.jar /tmp/
RUN java -cp /tmp/trainer.jar dev.midstream.engine.tensorflow.UnpackNatives / natives && chmod 755 /natives

FROM ${FLINK_BASE}
LABEL org.opencontainers.image.title="Midstream job" \
      org.opencontainers.image.description="Scores a Kafka stream of test images with the points of models, in Flink." \
      org.opencontainers.image.licenses="Apache-2.0"
USER root
# In the image once, instead of unpacked by every TaskManager.
COPY --from=natives /natives /opt/midstream/natives
ENV TENSORFLOW_LIBRARY_PATH=/opt/midstream/natives
COPY midstream-job answers flink-healthy /usr/local/bin/
COPY log4j-quiet.properties /tmp/
COPY LICENSE bom.json licences.zip /opt/midstream/
RUN mkdir -p /opt/flink/usrlib /opt/midstream/state /opt/midstream/models \
  && { echo 'metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory'; \
       echo 'metrics.reporter.prometheus.port: "9249"'; \
       echo 'metrics.reporter.prometheus.filterLabelValueCharacters: "false"'; } >> /opt/flink/conf/config.yaml \
  && { echo; cat /tmp/log4j-quiet.properties; } >> /opt/flink/conf/log4j-console.properties && rm /tmp/log4j-quiet.properties \
  && chown -R 9999:9999 /opt/midstream/state /opt/flink/conf
COPY stream-eval.jar /opt/flink/usrlib/stream-eval.jar
USER 9999:9999
VOLUME /opt/midstream/state
EXPOSE 6123 6124 8081 9249
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["flink-healthy"]
