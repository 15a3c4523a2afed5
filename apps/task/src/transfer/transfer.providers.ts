import type { Provider } from '@nestjs/common';
import { ExportReader } from './export-reader.js';
import { ImportNews } from './import-news.js';
import { ImportPlaces } from './import-places.js';
import { Importer } from './importer.js';
import { TransferRepository } from './transfer.repository.js';

/** What exports and imports. */
export const transferProviders: Provider[] = [TransferRepository, ExportReader, ImportPlaces, ImportNews, Importer];
