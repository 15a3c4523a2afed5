import { createRequire } from 'node:module';
import type { DataSource, Driver } from 'typeorm';
import { standIn } from '#service/stand-in.js';

const require = createRequire(import.meta.url);

interface MysqlModule {
  MysqlDriver: new (dataSource: DataSource) => Driver;
}

/** TypeORM would load its drivers for all databases, which take 2 MB. */
standIn('typeorm', './driver/DriverFactory.js', {
  DriverFactory: class {
    create(dataSource: DataSource): Driver {
      const { MysqlDriver } = require('typeorm/driver/mysql/MysqlDriver.js') as MysqlModule;
      return new MysqlDriver(dataSource);
    }
  },
});
