# Stands in for the image flink:2.2 where none can be pulled: the same directories, user, entry point
# and commands, from the jars of deploy/flink.
ARG JRE_BASE
FROM ${JRE_BASE}
RUN echo 'flink:x:9999:9999::/opt/flink:/bin/bash' >> /etc/passwd && echo 'flink:x:9999:' >> /etc/group
ENV FLINK_HOME=/opt/flink
COPY --chown=9999:9999 deploy/flink/target/home/lib /opt/flink/lib
COPY --chown=9999:9999 deploy/flink/target/home/plugins /opt/flink/plugins
COPY --chown=9999:9999 deploy/local/flink-jvm.args deploy/docker/standin/log4j-console.properties deploy/docker/standin/config.yaml /opt/flink/conf/
COPY --chown=9999:9999 deploy/docker/standin/flink-entrypoint /docker-entrypoint.sh
RUN mkdir -p /opt/flink/usrlib /opt/flink/log && chown 9999:9999 /opt/flink /opt/flink/*
WORKDIR /opt/flink
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["help"]
EXPOSE 6123 8081
